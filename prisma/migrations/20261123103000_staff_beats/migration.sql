-- When each signed-in browser's staff page was last in touch; and which orders staff were reminded of, each once.
CREATE TABLE "staff_beats" (
    "session_id" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_beats_pkey" PRIMARY KEY ("session_id")
);

ALTER TABLE "staff_beats" ADD CONSTRAINT "staff_beats_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "order_reminders" (
    "order_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_reminders_pkey" PRIMARY KEY ("order_id")
);

ALTER TABLE "order_reminders" ADD CONSTRAINT "order_reminders_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;
