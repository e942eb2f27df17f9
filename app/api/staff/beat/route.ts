import { refuseCommon } from "@/lib/refusal";
import { noteBeat } from "@/lib/staff/note-beat";
import { currentSessionId } from "@/lib/web/session";
import { staffRoute } from "@/lib/web/staff-route";

export const dynamic = "force-dynamic";

/** An open staff page says that it is in touch. */
export const POST = staffRoute("a staff page's beat", async (staff) => {
  await noteBeat(staff, (await currentSessionId()) ?? refuseCommon("not_signed_in", {}));
  return new Response(null, { status: 204 });
});
