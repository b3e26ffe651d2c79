CREATE TABLE "shared_keys" (
	"name" text PRIMARY KEY NOT NULL,
	"mark" text NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL
);
