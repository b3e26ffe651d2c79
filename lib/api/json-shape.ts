import { z } from "zod";

/** A piece of JSON Schema (2020-12), as OpenAPI 3.1 takes it. */
export type JsonShape = {
  type?: string | string[];
  properties?: Record<string, JsonShape>;
  required?: string[];
} & Record<string, unknown>;

/**
 * What one has to send so that a shape takes it. Our shapes read forms, too, so what comes in is looser than what is
 * kept: described is what comes out where that can be said, and a field is needed when its absence is refused.
 */
export function jsonShapeOf(shape: z.ZodType): JsonShape {
  if (shape instanceof z.ZodObject) {
    const fields = Object.entries(shape.shape as Record<string, z.ZodType>);
    const needed = fields.filter(([, field]) => !field.safeParse(undefined).success).map(([name]) => name);
    return {
      type: "object",
      properties: Object.fromEntries(fields.map(([name, field]) => [name, jsonShapeOf(field)])),
      ...(needed.length > 0 && { required: needed }),
    };
  }
  const kept = convert(shape, "output");
  return Object.keys(kept).length > 0 ? kept : convert(shape, "input");
}

function convert(shape: z.ZodType, io: "input" | "output"): JsonShape {
  const { $schema: _, "~standard": __, ...said } = z.toJSONSchema(shape, { io, unrepresentable: "any" });
  return said as JsonShape;
}
