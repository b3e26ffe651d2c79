import { NextResponse } from "next/server";
import { openRoute } from "@/app/_server/open";
import { ownAddress } from "@/app/_server/own-address";
import { openApiDocument } from "../_deeds/openapi";

export const GET = openRoute("the description of the API is in the published source and names nobody", () =>
  NextResponse.json(openApiDocument(ownAddress().origin)),
);
