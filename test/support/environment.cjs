// A test file leaves nothing behind that keeps its process alive. jest says only "a worker process has failed to exit
// gracefully" (also where both workers were at their end 2 ms after it told them to end); this names the file and what it left: a server, a socket, a timer, a child. LEFT=fail makes it a failure.
const http = require('node:http');
const { TestEnvironment } = require('jest-environment-node');

/** Turns of the event loop for what is closing already. */
const TURNS = 50;

function open() {
	const counts = new Map();
	for (const name of process.getActiveResourcesInfo()) counts.set(name, (counts.get(name) ?? 0) + 1);
	return counts;
}

module.exports = class extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		this.file = context.testPath;
	}

	async setup() {
		await super.setup();
		this.before = open();
		this.request = http.request;
	}

	left() {
		const more = ([name, count]) => [name, count - (this.before.get(name) ?? 0)];
		return [...open()].map(more).flatMap(([name, count]) => (count > 0 ? [`${count} ${name}`] : []));
	}

	async teardown() {
		for (let turn = 0; turn < TURNS && this.left().length > 0; turn++) await new Promise((resolve) => setImmediate(resolve));
		const left = this.left();
		// What nock has put in place of it answers the requests of the next file: whoever imports nock restores it.
		const patched = http.request !== this.request;
		http.request = this.request;
		await super.teardown();
		if (patched) throw new Error(`${this.file} leaves HTTP as nock has it: afterAll(() => nock.restore())`);
		if (left.length === 0) return;
		const message = `${this.file} leaves open: ${left.join(', ')}`;
		if (process.env.LEFT === 'fail') throw new Error(message);
		process.stderr.write(`${message}\n`);
	}
};
