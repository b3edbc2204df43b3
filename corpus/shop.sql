-- Tables of an application that is newer than the snapshot `everything`: teams have a title, users may
-- lack a password and have the date of their import, accounts are new, the main language is German.
CREATE TABLE countries_country (isocode varchar(4) PRIMARY KEY NOT NULL, name varchar(80) NOT NULL, name_en varchar(80) NULL);
CREATE TABLE teams_team (id integer PRIMARY KEY NOT NULL, title varchar(80) NOT NULL, leader_id integer NULL);
CREATE TABLE users_user (id integer PRIMARY KEY NOT NULL, username varchar(30) NOT NULL, password varchar(80) NULL, active bool NOT NULL DEFAULT 1, score bigint NULL, imported date NULL);
CREATE TABLE accounts_account (id integer PRIMARY KEY NOT NULL, username varchar(30) NOT NULL, password varchar(80) NULL, active bool NULL, score bigint NULL);
