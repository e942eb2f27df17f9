import { env } from "@/lib/env";

export type CookieOptions = {
  httpOnly: true;
  sameSite: "lax";
  path: "/";
  secure: boolean;
};

export type Cookie = { name: string; options: CookieOptions };

/**
 * A cookie of the shop as APP_URL asks for it: over https it is Secure and bound to this host by its prefix; over plain
 * http it is neither, so that a phone on the same network can use the demo.
 */
export function shopCookie(name: string, appUrl: string = env().APP_URL): Cookie {
  const secure = appUrl.startsWith("https:");
  return {
    name: `${secure ? "__Host-" : ""}holdfast-${name}`,
    options: { httpOnly: true, sameSite: "lax", path: "/", secure },
  };
}

/** The cookie that holds a staff session's token. */
export function sessionCookie(appUrl?: string): Cookie {
  return shopCookie("session", appUrl);
}
