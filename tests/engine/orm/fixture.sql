CREATE TABLE "django_content_type" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app_label" varchar(100) NOT NULL, "model" varchar(100) NOT NULL);
CREATE UNIQUE INDEX "ct_uniq" ON "django_content_type" ("app_label", "model");
CREATE TABLE "countries_place" ("isocode" varchar(4) NOT NULL PRIMARY KEY, "name" varchar(20) NOT NULL, "inside_id" varchar(4) NULL REFERENCES "countries_place" ("isocode") DEFERRABLE INITIALLY DEFERRED, "people" bigint NULL);
CREATE TABLE "contacts_partner" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(20) NOT NULL, "name_de" varchar(20) NOT NULL, "city_id" varchar(4) NULL REFERENCES "countries_place" ("isocode") DEFERRABLE INITIALLY DEFERRED, "email" varchar(30) NOT NULL, "credit" decimal(10, 2) NULL, "born" date NULL, "active" bool NOT NULL);
CREATE TABLE "contacts_person" ("partner_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "contacts_partner" ("id") DEFERRABLE INITIALLY DEFERRED, "first_name" varchar(20) NOT NULL, "national_id" varchar(12) NULL UNIQUE, "mother_id" integer NULL REFERENCES "contacts_person" ("partner_ptr_id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "contacts_role" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "person_id" integer NOT NULL REFERENCES "contacts_person" ("partner_ptr_id") DEFERRABLE INITIALLY DEFERRED, "kind" varchar(10) NOT NULL, "since" date NULL);
CREATE UNIQUE INDEX "role_uniq" ON "contacts_role" ("person_id", "kind");
CREATE TABLE "contacts_profile" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "partner_id" integer NOT NULL UNIQUE REFERENCES "contacts_partner" ("id") DEFERRABLE INITIALLY DEFERRED, "nick" varchar(5) NOT NULL);
CREATE TABLE "debts_budget" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "partner_id" integer NOT NULL REFERENCES "contacts_partner" ("id") DEFERRABLE INITIALLY DEFERRED, "date" date NOT NULL, "note" text NOT NULL);
CREATE TABLE "debts_entry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "budget_id" integer NOT NULL REFERENCES "debts_budget" ("id") DEFERRABLE INITIALLY DEFERRED, "seqno" integer NOT NULL, "title" varchar(20) NOT NULL, "amount" decimal(10, 2) NULL, "paid" bool NOT NULL, "place_id" varchar(4) NULL REFERENCES "countries_place" ("isocode") DEFERRABLE INITIALLY DEFERRED);
CREATE UNIQUE INDEX "entry_uniq" ON "debts_entry" ("budget_id", "seqno");
CREATE TABLE "cal_event" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "summary" varchar(30) NOT NULL, "start" datetime NULL, "at" time NULL, "partner_id" integer NULL REFERENCES "contacts_partner" ("id") DEFERRABLE INITIALLY DEFERRED, "score" real NULL, "big" bigint NULL, "priority" integer NULL, "data" text NULL CHECK (JSON_VALID("data") OR "data" IS NULL));
CREATE TABLE "cal_guest" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "event_id" integer NOT NULL REFERENCES "cal_event" ("id") DEFERRABLE INITIALLY DEFERRED, "partner_id" integer NULL REFERENCES "contacts_partner" ("id") DEFERRABLE INITIALLY DEFERRED, "state" varchar(5) NOT NULL);

INSERT INTO countries_place VALUES ('BE', 'Belgium', NULL, 11000000), ('EE', 'Estonia', NULL, 1300000), ('EUPN', 'Eupen', 'BE', 19000), ('RAER', 'Raeren', 'BE', NULL), ('TALL', 'Tallinn', 'EE', 440000);
INSERT INTO contacts_partner VALUES
 (101, 'Arens', 'Ärens', 'EUPN', 'andreas@example.com', 12.5, '1970-03-01', 1),
 (102, 'Bastiaensen', '', 'EUPN', '', NULL, '1985-12-24', 1),
 (103, 'Charlier', '', 'RAER', 'c%d_e\f@example.com', 0, NULL, 0),
 (104, 'Dubois', 'dubois', NULL, 'd@example.com', -3.75, '1970-03-01', 1),
 (105, 'Ernst', '', 'TALL', 'ERNST@EXAMPLE.COM', 1000, '2001-02-28', 0),
 (106, 'Rumma & Ko', '', 'EUPN', 'info@example.com', 99.99, NULL, 1),
 (107, 'Bäckerei', '', NULL, '', NULL, NULL, 1);
INSERT INTO contacts_person VALUES (101, 'Andreas', '700301 001', NULL), (102, 'Laurent', NULL, NULL), (103, 'Ulrike', '850101 002', 102), (104, 'Daniel', NULL, 103), (105, 'Berta', '010228 003', NULL);
INSERT INTO contacts_role VALUES (1, 101, 'boss', '2010-01-01'), (2, 101, 'clerk', NULL), (3, 102, 'boss', '2012-05-06'), (4, 104, 'clerk', '2010-01-01');
INSERT INTO contacts_profile VALUES (1, 101, 'andy'), (2, 106, 'rumma');
INSERT INTO debts_budget VALUES (1, 101, '2015-01-10', 'first'), (2, 101, '2015-02-11', ''), (3, 103, '2016-01-10', 'third' || char(10) || 'line'), (4, 106, '2016-08-26', 'empty');
INSERT INTO debts_entry VALUES
 (1, 1, 1, 'Rent', 500, 1, 'EUPN'), (2, 1, 2, 'Food', 120.5, 0, NULL), (3, 1, 3, 'Phone', NULL, 0, 'RAER'),
 (4, 2, 1, 'Rent', 510, 1, NULL), (5, 2, 2, 'Car', 99.95, 1, 'TALL'), (6, 3, 1, 'food', 80.25, 0, 'EUPN');
INSERT INTO cal_event VALUES
 (1, 'Breakfast', '2015-08-26 08:30:00', '08:30:00', 101, 1.5, 1, 3, '{"a": [1, null, "x"]}'),
 (2, 'Meeting', '2015-08-26 10:00:00.250000', NULL, 102, NULL, 9007199254740993, 1, '"text"'),
 (3, 'Lunch', '2015-12-31 12:00:00', '12:00:00', NULL, 2.0, NULL, NULL, NULL),
 (4, '100% sure_thing', '2016-01-03 23:59:59', '23:59:59.500000', 104, -0.1, -5, 2, '[]'),
 (5, 'Dinner', NULL, NULL, 106, 0, 0, 2, '3');
INSERT INTO cal_guest VALUES (1, 1, 101, 'yes'), (2, 1, 102, 'no'), (3, 2, NULL, 'yes'), (4, 4, 104, ''), (5, 4, 101, 'no'), (6, 2, 106, 'yes');
INSERT INTO django_content_type VALUES (1, 'contacts', 'partner'), (2, 'contacts', 'person');
