import { recordReceipt } from "@/lib/deliveries/record-receipt";
import { refuseMethods } from "@/lib/web/api";
import { twilioRoute } from "@/lib/web/twilio-route";

export const dynamic = "force-dynamic";

/** How far a text got. `delivery` in the address names it; without, as of a callback set in the console, the service's own id does. */
export const POST = twilioRoute("POST /api/twilio/status", async (fields, query) => {
  const { MessageSid: sid, MessageStatus: status, ErrorCode } = fields;
  const told = { deliveryId: query.get("delivery"), status: status ?? "", code: Number(ErrorCode) || null };
  if (sid) await recordReceipt({ ...told, sid });
  return new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });
});

export const { GET, PUT, PATCH, DELETE } = refuseMethods("POST");
