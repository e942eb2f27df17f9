import type { Metadata } from "next";
import { isHTTPAccessFallbackError } from "next/dist/client/components/http-access-fallback/http-access-fallback";
import type { ReactNode } from "react";
import NotFound from "@/app/not-found";
import { NothingHere } from "@/components/layout/nothing-here";
import { sayMissing } from "@/lib/web/missing";

/**
 * A page of the staff. Where it is about nothing that is there, or its reader's role does not open it, it says so itself, with status 404: what Next draws of
 * `notFound` is empty for whoever has no JavaScript.
 */
export function staffPage<Props>(draw: (props: Props) => Promise<ReactNode>) {
  return orNothing(draw, <NothingHere />);
}

/** As `staffPage`, for a page without the staff's frame around it. */
export function framelessPage<Props>(draw: (props: Props) => Promise<ReactNode>) {
  return orNothing(draw, <NotFound />);
}

function orNothing<Props>(draw: (props: Props) => Promise<ReactNode>, nothing: ReactNode) {
  return async (props: Props): Promise<ReactNode> => {
    try {
      return await draw(props);
    } catch (error) {
      if (!isHTTPAccessFallbackError(error)) throw error;
      await sayMissing();
      return nothing;
    }
  };
}

/** The metadata of such a page. */
export function staffMetadata<Props>(read: (props: Props) => Promise<Metadata>) {
  return async (props: Props): Promise<Metadata> => {
    try {
      return await read(props);
    } catch (error) {
      if (!isHTTPAccessFallbackError(error)) throw error;
      return { title: "Not found" };
    }
  };
}
