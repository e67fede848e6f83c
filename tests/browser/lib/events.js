/**
 * The events that an answer of the server streams. Whoever leaves the loop closes the connection.
 * @param {Response} response
 */
export async function* events(response) {
  if (!response.ok || !response.body) throw new Error(`${response.url} answered ${response.status}`);
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of response.body) {
    const blocks = (rest + decoder.decode(piece, { stream: true })).split(/\r?\n\r?\n/);
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, name = '', data] = /^event: ?(.*)\r?\ndata: ?(.*)$/m.exec(block) ?? [];
      if (data !== undefined) yield { name, data: JSON.parse(data) };
    }
  }
}
