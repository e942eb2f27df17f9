"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { askToBeTold } from "@/lib/catalog/ask-to-be-told";
import { wishInput } from "@/lib/catalog/input-of-drops";
import { takeBackWish } from "@/lib/catalog/take-back-wish";
import { formAction } from "@/lib/web/action";
import { peerAddress } from "@/lib/web/address";
import { pathBack } from "@/lib/web/path-back";
import { throttle } from "@/lib/web/throttle";
import { refuseTrapped } from "@/lib/web/trap";
import { forgetWish, keepWish } from "@/lib/web/wish-cookie";
import { returnWithoutScript } from "@/lib/web/without-script";

/** "Tell me": one letter about a drop. Answers everyone alike, whoever asked before. */
export const tellMe = formAction("ask to be told of a drop", wishInput, async (wish, form) => {
  await throttle("tell_me", await peerAddress());
  await refuseTrapped(form);
  await keepWish(await askToBeTold(wish));
  refresh();
});

/** "Do not tell me", from the browser that asked. */
export const tellMeNot = formAction(
  "take a wish back",
  z.object({ token: z.string().regex(/^[\w-]{22}$/, "This is no longer here.") }),
  async ({ token }, form) => {
    await throttle("tell_me", await peerAddress());
    await takeBackWish(token);
    await forgetWish(token);
    refresh();
    await returnWithoutScript(pathBack(form));
  },
);
