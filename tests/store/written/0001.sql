-- A record as the first tables (0001) had it, by pg_dump --inserts.
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.claim_names (
    claim integer NOT NULL,
    role character varying(8) NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.claim_words (
    claim integer NOT NULL,
    words text[] NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.claims (
    seq integer NOT NULL,
    report integer NOT NULL,
    n integer NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    type text NOT NULL COLLATE pg_catalog."C",
    polarity text NOT NULL COLLATE pg_catalog."C",
    modality text NOT NULL COLLATE pg_catalog."C",
    start character varying(10) COLLATE pg_catalog."C",
    "end" character varying(10) COLLATE pg_catalog."C",
    body text NOT NULL COLLATE pg_catalog."C"
);
CREATE SEQUENCE public.claims_seq_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.claims_seq_seq OWNED BY public.claims.seq;
CREATE TABLE public.judgements (
    seq integer NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    verb text NOT NULL COLLATE pg_catalog."C",
    report text NOT NULL COLLATE pg_catalog."C",
    body text NOT NULL COLLATE pg_catalog."C"
);
CREATE SEQUENCE public.judgements_seq_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.judgements_seq_seq OWNED BY public.judgements.seq;
CREATE TABLE public.problems (
    seq integer NOT NULL,
    report integer,
    code text NOT NULL COLLATE pg_catalog."C",
    message text NOT NULL COLLATE pg_catalog."C",
    subject text NOT NULL COLLATE pg_catalog."C",
    lost boolean NOT NULL
);
CREATE SEQUENCE public.problems_seq_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.problems_seq_seq OWNED BY public.problems.seq;
CREATE TABLE public.readings (
    report integer NOT NULL,
    reader text NOT NULL COLLATE pg_catalog."C",
    claims integer NOT NULL
);
CREATE TABLE public.reports (
    seq integer NOT NULL,
    key character varying(64) NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    hash character varying(64) NOT NULL COLLATE pg_catalog."C",
    outlet text COLLATE pg_catalog."C",
    published text COLLATE pg_catalog."C",
    title text NOT NULL COLLATE pg_catalog."C",
    dateline text COLLATE pg_catalog."C",
    text text NOT NULL COLLATE pg_catalog."C",
    url text COLLATE pg_catalog."C",
    retrieved text COLLATE pg_catalog."C",
    archive text COLLATE pg_catalog."C",
    added text NOT NULL COLLATE pg_catalog."C"
);
CREATE SEQUENCE public.reports_seq_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.reports_seq_seq OWNED BY public.reports.seq;
ALTER TABLE ONLY public.claims ALTER COLUMN seq SET DEFAULT nextval('public.claims_seq_seq'::regclass);
ALTER TABLE ONLY public.judgements ALTER COLUMN seq SET DEFAULT nextval('public.judgements_seq_seq'::regclass);
ALTER TABLE ONLY public.problems ALTER COLUMN seq SET DEFAULT nextval('public.problems_seq_seq'::regclass);
ALTER TABLE ONLY public.reports ALTER COLUMN seq SET DEFAULT nextval('public.reports_seq_seq'::regclass);
INSERT INTO public.alembic_version VALUES ('0001');
INSERT INTO public.claim_names VALUES (1, 'source', 'syrian civil defence');
INSERT INTO public.claim_names VALUES (1, 'place', 'harim');
INSERT INTO public.claim_names VALUES (1, 'place', 'idlib');
INSERT INTO public.claim_names VALUES (1, 'place', 'sy');
INSERT INTO public.claim_names VALUES (2, 'source', 'orontes wire');
INSERT INTO public.claim_names VALUES (2, 'actor', 'the army');
INSERT INTO public.claim_names VALUES (2, 'actor', 'syrian army');
INSERT INTO public.claim_words VALUES (1, '{shells,fell,on,harim,monday,the,civil,defence,said,syrian,idlib,sy}');
INSERT INTO public.claim_words VALUES (2, '{the,army,denied,it,orontes,wire,syrian}');
INSERT INTO public.claims VALUES (1, 1, 0, 'c1', 'shelling', 'affirmed', 'actual', '2023-03-06', '2023-03-06', '{"id": "c1", "type": "shelling", "evidence": {"start": 0, "end": 55, "text": "Shells fell on Harim on Monday, the civil defence said."}, "also_at": [], "attribution": [{"source": "Syrian Civil Defence", "text": "the civil defence", "cue": "said", "channel": null, "said": null}], "stance": "asserted", "polarity": "affirmed", "modality": "actual", "background": false, "agents": [], "targets": [], "places": [{"text": "Harim", "name": "Harim", "admin1": "Idlib", "country": "SY", "precision": "place", "within": null}], "time": {"text": "on Monday", "start": "2023-03-06", "end": "2023-03-06", "basis": "stated"}, "instruments": [], "quantities": [], "trace": [{"field": "type", "rule": "shelling.fell", "span": [0, 11], "note": ""}], "confidence": null}');
INSERT INTO public.claims VALUES (2, 1, 1, 'c2', 'denial', 'affirmed', 'actual', NULL, NULL, '{"id": "c2", "type": "denial", "evidence": {"start": 56, "end": 75, "text": "The army denied it."}, "also_at": [], "attribution": [], "stance": "asserted", "polarity": "affirmed", "modality": "actual", "background": false, "agents": [{"text": "The army", "actors": ["Syrian army"]}], "targets": [], "places": [], "time": null, "instruments": [], "quantities": [], "trace": [], "confidence": null}');
INSERT INTO public.judgements VALUES (1, 'j1', 'accept', 'r1', '{"id": "j1", "verb": "accept", "author": "ada", "at": "2024-01-01T00:00:00+00:00", "reason": "checked", "anchor": {"report": "r1", "span": [0, 55], "quote": "Shells fell on Harim on Monday, the civil defence said.", "type": "shelling"}, "others": [], "field": null, "value": null, "was": null, "claim": null, "adjudicates": false}');
INSERT INTO public.judgements VALUES (2, 'j2', 'reject', 'r1', '{"id": "j2", "verb": "reject", "author": "ada", "at": "2024-01-02T00:00:00+00:00", "reason": "checked", "anchor": {"report": "r1", "span": [0, 55], "quote": "Shells fell on Harim on Monday, the civil defence said.", "type": "shelling"}, "others": [], "field": null, "value": null, "was": null, "claim": null, "adjudicates": false}');
INSERT INTO public.problems VALUES (1, 1, 'read.odd', 'something is odd', 'r1', false);
INSERT INTO public.problems VALUES (2, NULL, 'ingest.no_date', 'it has no publication date', 'a.txt', false);
INSERT INTO public.readings VALUES (1, 'v1', 2);
INSERT INTO public.readings VALUES (2, 'v1', 0);
INSERT INTO public.reports VALUES (1, '68fae880c94570bde1f069a9ff326f0a482a72a9724c13b9d34205f5ebbcf208', 'r1', '930e938f9ce81140389376b904039d5614a044444e881777d3143d22193639ff', 'Orontes Wire', '2023-03-06', '', NULL, 'Shells fell on Harim on Monday, the civil defence said. The army denied it.', 'https://orontes.example/1', NULL, NULL, '2026-11-26T22:37:58+00:00');
INSERT INTO public.reports VALUES (2, '64d4cc6f36f16d7e09d8d68500aeb9f8dd73e52afb088837f8c1c5a1708dc0e8', 'r2', 'bc98ca698fdb2e3b08f12ffeb203dc56f1f039020ba538a65c5ea58bc220b0fb', 'Tigris Post', '2023-03-08', 'Arrests', NULL, 'Two men were detained at a checkpoint near Tûba on Tuesday.', NULL, NULL, NULL, '2026-11-26T22:37:58+00:00');
SELECT pg_catalog.setval('public.claims_seq_seq', 2, true);
SELECT pg_catalog.setval('public.judgements_seq_seq', 2, true);
SELECT pg_catalog.setval('public.problems_seq_seq', 2, true);
SELECT pg_catalog.setval('public.reports_seq_seq', 2, true);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.claim_words
    ADD CONSTRAINT pk_claim_words PRIMARY KEY (claim);
ALTER TABLE ONLY public.claims
    ADD CONSTRAINT pk_claims PRIMARY KEY (seq);
ALTER TABLE ONLY public.judgements
    ADD CONSTRAINT pk_judgements PRIMARY KEY (seq);
ALTER TABLE ONLY public.problems
    ADD CONSTRAINT pk_problems PRIMARY KEY (seq);
ALTER TABLE ONLY public.readings
    ADD CONSTRAINT pk_readings PRIMARY KEY (report);
ALTER TABLE ONLY public.reports
    ADD CONSTRAINT pk_reports PRIMARY KEY (seq);
ALTER TABLE ONLY public.claims
    ADD CONSTRAINT uq_claims_report_n UNIQUE (report, n);
ALTER TABLE ONLY public.judgements
    ADD CONSTRAINT uq_judgements_id UNIQUE (id);
ALTER TABLE ONLY public.reports
    ADD CONSTRAINT uq_reports_key UNIQUE (key);
CREATE INDEX ix_claim_names_claim ON public.claim_names USING btree (claim);
CREATE INDEX ix_claim_names_role_name ON public.claim_names USING btree (role, name);
CREATE INDEX ix_claim_words_words ON public.claim_words USING gin (words);
CREATE INDEX ix_claims_start_end ON public.claims USING btree (start, "end");
CREATE INDEX ix_claims_type ON public.claims USING btree (type);
CREATE INDEX ix_judgements_report ON public.judgements USING btree (report);
CREATE INDEX ix_problems_report ON public.problems USING btree (report);
CREATE INDEX ix_readings_reader ON public.readings USING btree (reader);
CREATE INDEX ix_reports_hash ON public.reports USING btree (hash);
CREATE INDEX ix_reports_id ON public.reports USING btree (id);
ALTER TABLE ONLY public.claim_names
    ADD CONSTRAINT fk_claim_names_claim FOREIGN KEY (claim) REFERENCES public.claims(seq) ON DELETE CASCADE;
ALTER TABLE ONLY public.claim_words
    ADD CONSTRAINT fk_claim_words_claim FOREIGN KEY (claim) REFERENCES public.claims(seq) ON DELETE CASCADE;
ALTER TABLE ONLY public.claims
    ADD CONSTRAINT fk_claims_report FOREIGN KEY (report) REFERENCES public.reports(seq);
ALTER TABLE ONLY public.problems
    ADD CONSTRAINT fk_problems_report FOREIGN KEY (report) REFERENCES public.reports(seq);
ALTER TABLE ONLY public.readings
    ADD CONSTRAINT fk_readings_report FOREIGN KEY (report) REFERENCES public.reports(seq);
