-- What numbers of erased customers are hashed with, sealed like every secret.
ALTER TABLE "shop" ADD COLUMN "sealed_pepper" TEXT NOT NULL DEFAULT '';
