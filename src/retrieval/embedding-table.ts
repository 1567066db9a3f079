/**
 * The saved form of a trained embedding: a row of small whole numbers per n-gram.
 *
 * In: bytes of a file. Out: the table, or an `EmbeddingTableError` that says in Korean what is wrong with it. A table
 * with a bit flipped would still give vectors, only wrong ones, so the body is proved by its SHA-256.
 *
 * Layout, little-endian: 64 bytes of head (magic, version of the n-grams, dimension, rows, SHA-256 of the rest), then
 * the n-grams' hashes (int32, ascending), a scale per row (float32), and the rows (int8).
 */
import { createHash } from 'node:crypto';
import { NGRAMS_VERSION } from './ngrams.js';

export interface EmbeddingTable {
  readonly dimension: number;
  /** Ascending; row `i` belongs to `hashes[i]`. */
  readonly hashes: Int32Array;
  /** What the whole numbers of a row are multiplied by. */
  readonly scales: Float32Array;
  readonly values: Int8Array;
}

export class EmbeddingTableError extends Error {
  override name = 'EmbeddingTableError';
}

const MAGIC = 'BOKJIEMB';
const HEAD = { version: 8, dimension: 12, rows: 16, digest: 20, size: 64 } as const;
const DIGEST_SIZE = 32;

export function writeTable({ dimension, hashes, scales, values }: EmbeddingTable): Uint8Array {
  const parts = [hashes, scales, values].map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength));
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(HEAD.size);
  head.write(MAGIC, 'latin1');
  head.writeUInt32LE(NGRAMS_VERSION, HEAD.version);
  head.writeUInt32LE(dimension, HEAD.dimension);
  head.writeUInt32LE(hashes.length, HEAD.rows);
  digestOf(body).copy(head, HEAD.digest);
  return new Uint8Array(Buffer.concat([head, body]));
}

/** The table, and a short name that is different for every content. */
export function readTable(bytes: Uint8Array): { readonly table: EmbeddingTable; readonly digest: string } {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < HEAD.size || file.toString('latin1', 0, MAGIC.length) !== MAGIC)
    throw new EmbeddingTableError('임베딩 표가 아닌 파일입니다.');
  const version = file.readUInt32LE(HEAD.version);
  if (version !== NGRAMS_VERSION)
    throw new EmbeddingTableError(`임베딩 표의 판이 다릅니다(파일 ${version}, 필요한 판 ${NGRAMS_VERSION}).`);
  const dimension = file.readUInt32LE(HEAD.dimension);
  const rows = file.readUInt32LE(HEAD.rows);
  const size = HEAD.size + rows * (8 + dimension);
  if (dimension === 0 || rows === 0 || file.length !== size)
    throw new EmbeddingTableError(
      `임베딩 표의 크기가 맞지 않습니다(파일 ${file.length}바이트, 있어야 할 크기 ${size}바이트).`,
    );
  const digest = file.subarray(HEAD.digest, HEAD.digest + DIGEST_SIZE);
  if (!digestOf(file.subarray(HEAD.size)).equals(digest))
    throw new EmbeddingTableError('임베딩 표의 내용이 깨졌습니다(검사값이 다릅니다).');
  // Copied, because the bytes may stand where no whole number of four bytes begins.
  const numbers = new Uint8Array(file.subarray(HEAD.size, HEAD.size + rows * 8)).buffer;
  const values = new Uint8Array(file.subarray(HEAD.size + rows * 8));
  return {
    table: {
      dimension,
      hashes: new Int32Array(numbers, 0, rows),
      scales: new Float32Array(numbers, rows * 4, rows),
      values: new Int8Array(values.buffer),
    },
    digest: digest.toString('hex', 0, 6),
  };
}

function digestOf(body: Uint8Array): Buffer {
  return createHash('sha256').update(body).digest();
}
