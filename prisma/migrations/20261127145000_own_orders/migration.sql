-- Until when customers change their own order: never, until it is accepted, or until the last moment to order for its day.
ALTER TABLE "shop" ADD COLUMN "customer_change" TEXT NOT NULL DEFAULT 'until_accepted',
  ADD CONSTRAINT "shop_customer_change_known" CHECK (customer_change IN ('never', 'until_accepted', 'until_cut_off'));

-- A cart is still spent once. But an order that is added to has spent several: the one that placed it is named by orders.cart_id.
DROP INDEX "carts_order_id_key";
CREATE INDEX "carts_order_id_idx" ON "carts"("order_id");
