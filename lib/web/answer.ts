import "server-only";
import { cookies } from "next/headers";
import { z } from "zod";
import type { FormState } from "@/lib/web/action";

const cookieName = "holdfast_answer";
const lifeSeconds = 12;

const answer = z.object({
  about: z.string(),
  done: z.boolean().default(false),
  message: z.string().default(""),
  typed: z.record(z.string(), z.string()).default({}),
  /** Whether what was done can be taken back for a while. */
  undoable: z.boolean().default(false),
});

/** What a form without JavaScript was told, kept over the redirect that follows it. `about` is the id it was about. */
export type Answer = z.infer<typeof answer>;

/** Keeps an answer for the page that the redirect leads to, and for a few seconds only. */
export async function keepAnswer(state: FormState, form: FormData): Promise<void> {
  const done = state.done ?? false;
  const kept: Answer = {
    about: String(form.get("about") ?? ""),
    done,
    message: state.message ?? Object.values(state.fields ?? {})[0] ?? "",
    typed: done ? {} : short(state.typed),
    undoable: done && form.has("undoable"),
  };
  const options = { httpOnly: true, sameSite: "lax", path: "/admin", maxAge: lifeSeconds } as const;
  (await cookies()).set(cookieName, JSON.stringify(kept), options);
}

/** The answer kept by the form before this page; null if there was none. */
export async function findAnswer(): Promise<Answer | null> {
  const value = (await cookies()).get(cookieName)?.value;
  if (!value) return null;
  try {
    return answer.parse(JSON.parse(value));
  } catch {
    return null;
  }
}

function short(typed: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, value.slice(0, 200)]));
}
