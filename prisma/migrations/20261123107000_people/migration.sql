-- A second factor beside the password; how a session was signed in, and where it was last seen.
ALTER TABLE "staff_members"
  ADD COLUMN "sealed_totp" TEXT,
  ADD COLUMN "sealed_new_totp" TEXT,
  ADD COLUMN "totp_last_step" INTEGER,
  ADD COLUMN "totp_since" TIMESTAMPTZ(3);

ALTER TABLE "sessions"
  ADD COLUMN "address" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD COLUMN "two_factor" BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE "recovery_codes" (
    "staff_id" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_codes_pkey" PRIMARY KEY ("staff_id","code_hash")
);

ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff_members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Addresses that work once: to join the staff, to set a new password, to confirm a new email address.
CREATE TYPE "staff_link_kind" AS ENUM ('invite', 'reset', 'email');

CREATE TABLE "staff_links" (
    "id" TEXT NOT NULL,
    "kind" "staff_link_kind" NOT NULL,
    "token_hash" TEXT NOT NULL,
    "sealed_token" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL,
    "staff_id" TEXT,
    "role" "staff_role",
    "made_by" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_links_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "staff_links_invites_give_a_role" CHECK ("kind" <> 'invite' OR "role" IS NOT NULL),
    CONSTRAINT "staff_links_others_are_for_a_member" CHECK ("kind" = 'invite' OR "staff_id" IS NOT NULL),
    CONSTRAINT "staff_links_are_used_or_withdrawn" CHECK ("used_at" IS NULL OR "withdrawn_at" IS NULL),
    CONSTRAINT "staff_links_settled_keep_no_token" CHECK (("used_at" IS NULL AND "withdrawn_at" IS NULL) OR "sealed_token" = '')
);

CREATE UNIQUE INDEX "staff_links_token_hash_key" ON "staff_links"("token_hash");
CREATE INDEX "staff_links_staff_id_idx" ON "staff_links"("staff_id");
ALTER TABLE "staff_links" ADD CONSTRAINT "staff_links_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff_members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The audit log: what the staff and the system did, newest first, however many orders customers place between.
CREATE INDEX "events_of_staff_at_id_idx" ON "events" ("at" DESC, "id" DESC) WHERE (actor->>'kind') IN ('staff', 'system');
CREATE INDEX "events_of_person_at_id_idx" ON "events" ((actor->>'id'), "at" DESC, "id" DESC) WHERE (actor->>'kind') = 'staff';
