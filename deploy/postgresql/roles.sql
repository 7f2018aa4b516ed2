-- Roles of an installation, run once by the superuser: psql -f roles.sql. Set passwords with \password.
-- nucuoi owns the database; CREATEDB is for the weekly drill, which restores into a scratch database.
CREATE ROLE nucuoi LOGIN CREATEDB CONNECTION LIMIT 90;
CREATE DATABASE nucuoi OWNER nucuoi TEMPLATE template0
    ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'vi' LOCALE 'C.UTF-8';
REVOKE ALL ON DATABASE nucuoi FROM PUBLIC;
ALTER DATABASE nucuoi SET timezone TO 'UTC';
