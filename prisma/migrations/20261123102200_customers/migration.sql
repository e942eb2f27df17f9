-- A customer has no account: the same email address, however it is written, or the same number is the same person.
CREATE INDEX "orders_by_email_idx" ON "orders" (lower("customer_email")) WHERE "customer_email" <> '';
CREATE INDEX "orders_by_phone_idx" ON "orders" ("customer_phone") WHERE "customer_phone" <> '';
