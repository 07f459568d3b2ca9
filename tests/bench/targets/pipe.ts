import http from 'node:http';

/** The process of the raw HTTP pipe: each request to it is one to the upstream, and the answer's bytes go back untouched. */
export default function serve(): void {
  const agent = new http.Agent({ keepAlive: true, scheduling: 'lifo' });
  const upstream = new URL(process.env.OPENROUTER_BASE_URL ?? '');
  const server = http.createServer((request, response) => {
    const { method, url: path, headers } = request;
    const { hostname, port } = upstream;
    const answer = http.request({ hostname, port, method, path, headers, agent }, (answered) => {
      response.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(response);
    });
    answer.once('error', () => response.destroy());
    response.once('close', () => answer.destroy());
    request.pipe(answer);
  });
  server.on('connection', (socket) => socket.setNoDelay(true));
  server.listen(Number(process.env.PORT), '127.0.0.1');
}
