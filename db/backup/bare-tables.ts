import type { Session } from "../session";
import { quoted } from "./tables";

/**
 * While rows are taken in as they were, nothing may be reckoned anew and nothing asked of rows that come later: our
 * triggers rest, and references are taken away. An owner of the tables may do that; setting the role of a replica only
 * a superuser. Part of the open transaction. @returns what puts all of it back, and looks at each reference as it does
 */
export async function bareTables(session: Session): Promise<() => Promise<void>> {
  const references = await session.ask<{ table: string; name: string; says: string }>(`
    select c.relname as "table", k.conname as name, pg_get_constraintdef(k.oid) as says
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and k.contype = 'f' order by 1, 2`);
  const triggered = await session.ask<{ table: string }>(`
    select distinct c.relname as "table" from pg_trigger t join pg_class c on c.oid = t.tgrelid
    join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and not t.tgisinternal order by 1`);
  for (const { table, name } of references)
    await session.run(`alter table ${quoted(table)} drop constraint ${quoted(name)}`);
  for (const { table } of triggered) await session.run(`alter table ${quoted(table)} disable trigger user`);
  return async () => {
    for (const { table } of triggered) await session.run(`alter table ${quoted(table)} enable trigger user`);
    for (const { table, name, says } of references)
      await session.run(`alter table ${quoted(table)} add constraint ${quoted(name)} ${says}`);
  };
}

/** What counts up by itself goes on after the largest number that was taken in. */
export async function goOnCounting(session: Session): Promise<void> {
  const counted = await session.ask<{ table: string; column: string; sequence: string }>(`
    select c.relname as "table", a.attname as "column", pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      and pg_get_serial_sequence(quote_ident(c.relname), a.attname) is not null`);
  for (const { table, column, sequence } of counted)
    await session.ask(
      `select setval($1::text::regclass, greatest(max(${quoted(column)}), 1), max(${quoted(column)}) is not null) from ${quoted(table)}`,
      [sequence],
    );
}
