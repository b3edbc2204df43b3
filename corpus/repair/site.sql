-- The database of a site that lost two partners and the entries of budgets 3 and 4. Its application
-- has meanwhile shortened the descriptions of entries.
CREATE TABLE "contacts_partner" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(200) NOT NULL, "email" varchar(254) NOT NULL);
CREATE TABLE "debts_budget" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "partner_id" integer NOT NULL REFERENCES "contacts_partner" ("id") DEFERRABLE INITIALLY DEFERRED, "date" date NOT NULL);
CREATE TABLE "debts_entry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "budget_id" integer NOT NULL REFERENCES "debts_budget" ("id") DEFERRABLE INITIALLY DEFERRED, "seqno" integer NOT NULL, "description" varchar(20) NOT NULL, "amount" decimal NULL);
CREATE INDEX "debts_entry_budget_id" ON "debts_entry" ("budget_id");
INSERT INTO "contacts_partner" VALUES (85227, 'Bastiaensen Laurent', ''), (85228, 'Collard Charlotte', 'charlotte@example.com'), (85230, 'Evers Eberhart', '');
INSERT INTO "debts_budget" VALUES (1, 85227, '2015-01-07'), (2, 85228, '2015-02-03'), (3, 85230, '2015-03-12'), (4, 85230, '2015-06-30'), (5, 85227, '2015-08-20');
INSERT INTO "debts_entry" VALUES (1, 1, 1, 'Salary', 1500), (2, 1, 2, 'Rent', -620), (3, 2, 1, 'Salary', 1380.5), (4, 2, 2, 'Insurance', NULL);
