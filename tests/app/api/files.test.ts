import { v7 } from "uuid";
import { beforeEach, describe, expect, test } from "vitest";
import { GET as readFile } from "@/app/api/v1/files/[file]/route";
import { GET as listShares, POST as share } from "@/app/api/v1/incidents/[incident]/shares/route";
import { POST as onShare } from "@/app/api/v1/shares/[link]/[deed]/route";
import { POST as attach } from "@/app/api/v1/trees/[tree]/files/route";
import { GET as readTree } from "@/app/api/v1/trees/[tree]/route";
import { openShare } from "@/lib/a3/share-links";
import { mostBytes } from "@/lib/files/limits";
import { aTreeIn } from "../../lib/causes/at-a-tree";
import { aPng } from "../../lib/files/files";
import { ask, aToken } from "../../support/api";
import { incidentRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();

let mill: World;
let token: string;
beforeEach(async () => {
  mill = await aWorkspace(db);
  token = await aToken(db, mill.lead);
});

const formOf = (fields: Record<string, string>, content: Uint8Array) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("file", new File([new Uint8Array(content)], "stamps.png", { type: "image/png" }));
  return form;
};

describe("a file over the API", () => {
  const aPieceOfEvidence = async () => {
    const { treeId, lead } = await aTreeIn(db, mill);
    const whyId = await lead.asks("Leads are fetched once a day");
    await lead.shows(whyId);
    const { said } = await ask(readTree, { token, params: { tree: treeId } });
    return { tree: treeId, whyId, evidenceId: said.whys[0].evidence[0].id as string };
  };
  const fetchFile = (file: string, bearer = token) =>
    readFile(new Request("http://localhost:3000/", { headers: { authorization: `Bearer ${bearer}` } }), {
      params: Promise.resolve({ file }),
    });

  test("is attached to evidence, shown with its tree and comes back as it was sent", async () => {
    const { tree, ...of } = await aPieceOfEvidence();
    const sent = await ask(attach, { token, params: { tree }, body: formOf(of, aPng()) });

    expect(sent).toEqual({ status: 201, said: { id: expect.any(String) } });
    const { said } = await ask(readTree, { token, params: { tree } });
    expect(said.whys[0].evidence[0].files).toMatchObject([{ id: sent.said.id, mediaType: "image/png" }]);
    const answer = await fetchFile(sent.said.id);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/png"]);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(aPng());
    const stranger = await aToken(db, (await aWorkspace(db)).owner);
    expect((await fetchFile(sent.said.id, stranger)).status).toBe(404);
  });

  test("is attached once however often it is sent under one key", async () => {
    const { tree, ...of } = await aPieceOfEvidence();
    const send = (key: string) => ask(attach, { token, params: { tree }, body: formOf(of, aPng()), key });
    const key = v7();

    expect(await send(key)).toEqual(await send(key));

    const { said } = await ask(readTree, { token, params: { tree } });
    expect(said.whys[0].evidence[0].files).toHaveLength(1);
  });

  test("that is too large, nothing known or sent as JSON is refused in words", async () => {
    const { tree, ...of } = await aPieceOfEvidence();
    const send = (body: unknown) => ask(attach, { token, params: { tree }, body });
    const refused = [
      await send(formOf(of, new Uint8Array(mostBytes + 70_000))),
      await send(formOf(of, new TextEncoder().encode("<script>"))),
      await send(of),
    ];

    expect(refused.map(({ status, said }) => [status, said.errors[0].message])).toEqual([
      [422, expect.stringContaining("larger than 10 MB")],
      [422, expect.stringContaining("none of them")],
      [422, expect.stringContaining("did not arrive whole")],
    ]);
  });
});

test("a link to an A3 is told once, holds for whoever has it, and is withdrawn", async () => {
  const incident = await incidentRow(db, mill);
  const list = async () => (await ask(listShares, { token, params: { incident } })).said.shares;
  const made = await ask(share, { token, params: { incident }, body: { days: 7 } });
  const secret = made.said.address.split("/").at(-1) as string;

  expect(made.status).toBe(201);
  expect(await openShare(db, secret)).toMatchObject({ incidentId: incident, state: "open" });
  expect(await list()).toMatchObject([{ id: made.said.id, withNames: false }]);
  expect(JSON.stringify(await list())).not.toContain(secret);

  const params = { link: made.said.id, deed: "withdraw-share" };
  expect((await ask(onShare, { token, params, body: {} })).status).toBe(204);
  expect(await openShare(db, secret)).toMatchObject({ state: "withdrawn" });
  expect(await list()).toEqual([]);
});
