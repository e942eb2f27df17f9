-- The words by which an order is found: of its customer's name and email, without accents and in small letters, and its phone number from every
-- digit on, so that any part of it can be typed. `lib/orders/search-words.ts` takes what is typed apart in the same way.
CREATE FUNCTION order_words(name text, email text, phone text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_to_tsvector(array_remove(
    regexp_split_to_array(lower(regexp_replace(normalize(name || ' ' || email, NFKD), '[\u0300-\u036f]', '', 'g')), '[\s!-/:-@\[-`{-~\u2010-\u2027]+')
    || ARRAY[substr(phone, 2), substr(phone, 3), substr(phone, 4), substr(phone, 5), substr(phone, 6), substr(phone, 7), substr(phone, 8),
             substr(phone, 9), substr(phone, 10), substr(phone, 11), substr(phone, 12)], ''))
$$;

-- Words go straight to their place: a list of pending ones would make searches slow, and now and then an order that has to empty it.
CREATE INDEX "orders_words_idx" ON "orders" USING gin (order_words("customer_name", "customer_email", "customer_phone")) WITH (fastupdate = off);

-- Nearly all orders come from the web: the others are few, and found among them.
CREATE INDEX "orders_not_from_web_idx" ON "orders" ("channel", "placed_at") WHERE "channel" <> 'web';
