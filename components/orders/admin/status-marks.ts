import type { GlyphName, Hue } from "@/components/layout/admin-icons";
import type { OrderStatus } from "@/lib/orders/status";

/** A status as staff see it: hue and glyph; its word stands beside them. */
export const statusMarks: Record<OrderStatus, { hue: Hue; glyph: GlyphName }> = {
  placed: { hue: "placed", glyph: "placed" },
  accepted: { hue: "accepted", glyph: "accepted" },
  ready: { hue: "ready", glyph: "ready" },
  completed: { hue: "done", glyph: "tick" },
  cancelled: { hue: "stop", glyph: "cross" },
  not_collected: { hue: "stop", glyph: "late" },
};
