CREATE TABLE "library_publisher" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(50) NOT NULL);
CREATE TABLE "library_book" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(50) NOT NULL, "publisher_id" integer NULL REFERENCES "library_publisher" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "library_copy" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "book_id" integer NOT NULL REFERENCES "library_book" ("id") DEFERRABLE INITIALLY DEFERRED, "shelf" varchar(10) NOT NULL);
