import { wishOf } from "@/lib/deliveries/rules-of-replies";
import { obeyReply } from "@/lib/deliveries/stop-texts";
import { getShop } from "@/lib/settings/queries";
import { refuseMethods } from "@/lib/web/api";
import { twilioRoute } from "@/lib/web/twilio-route";

export const dynamic = "force-dynamic";

const headers = { "Content-Type": "text/xml; charset=utf-8", "Cache-Control": "no-store" };

/** A text that somebody sent to the shop's number: STOP and START are obeyed, nothing is answered. */
export const POST = twilioRoute(
  "POST /api/twilio/inbound",
  async ({ MessageSid: sid, From: phone, Body, OptOutType }) => {
    const { locale } = await getShop();
    const wish = wishOf({ body: Body ?? "", kind: OptOutType ?? "", locale });
    const known = sid && phone && /^\+\d{6,15}$/.test(phone);
    if (wish && known) await obeyReply({ sid, phone, wish });
    return new Response('<?xml version="1.0" encoding="UTF-8"?><Response></Response>', { headers });
  },
);

export const { GET, PUT, PATCH, DELETE } = refuseMethods("POST");
