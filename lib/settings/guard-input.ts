import { z } from "zod";
import { ticked, version } from "@/lib/settings/input";

/** What guards the shop against scripts and hoarding, as its form sends it. */
export const guardInput = z.object({ version, trapForms: ticked });
