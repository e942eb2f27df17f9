-- Whether public forms carry a field that only scripts fill in.
ALTER TABLE "shop" ADD COLUMN "trap_forms" BOOLEAN NOT NULL DEFAULT false;
