import { database } from "./database";

export const dynamic = "force-dynamic";

/** Fifty rows from one query, with the columns that the product's list shows. */
export default async function ListPage() {
  const sql = database();
  const rows = await sql`
    select id, occurred_on::text, title, hand_off, severity, stage
    from incidents where workspace_id = ${process.env.FLOOR_WORKSPACE} order by incidents.occurred_on desc, id desc limit 50`;
  return (
    <table>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>{row.occurred_on}</td>
            <td>{row.title}</td>
            <td>{row.hand_off}</td>
            <td>{row.severity}</td>
            <td>{row.stage}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
