import { addPhoto } from "@/lib/photos/add-photo";
import { refuse } from "@/lib/photos/refusals";
import { mostBytes } from "@/lib/photos/rules";
import { addressOf, json } from "@/lib/web/api";
import { staffRoute } from "@/lib/web/staff-route";
import { throttle } from "@/lib/web/throttle";

export const dynamic = "force-dynamic";

/** A photo comes in as the raw body of the request, whatever it is called: 201 with its name, size and placeholder. */
export const POST = staffRoute("add a photo", async (staff, request) => {
  if (Number(request.headers.get("content-length")) > mostBytes) refuse("too_large", { limitBytes: mostBytes });
  await throttle("add_photo", addressOf(request));
  return json(await addPhoto(staff, request.body), { status: 201 });
});
