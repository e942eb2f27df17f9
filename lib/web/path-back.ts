import "server-only";
import type { Day } from "@/lib/time";

/** Where a form was sent from, by its hidden field `back`: a path of this shop, never another address. */
export function pathBack(form: FormData): string {
  const back = form.get("back");
  return typeof back === "string" && /^\/(?![/\\])[\w\-/?=&#.]*$/.test(back) ? back : "/";
}

const followCart = ["/cart", "/checkout"];

/** The same page for another pickup day. The cart's own pages follow the cart's day and need no word of it. */
export function forDay(path: string, day: Day): string {
  const [page = "/"] = path.split(/[?#]/);
  return followCart.includes(page) ? page : `${page}?day=${day}`;
}
