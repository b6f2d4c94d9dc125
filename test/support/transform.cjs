// TypeScript to CommonJS for jest: types are removed, nothing is checked (npm run typecheck does that).
const { createHash } = require('crypto');
const { transformSync, version } = require('esbuild');

module.exports = {
	process(code, file) {
		const result = transformSync(code, {
			loader: 'ts',
			format: 'cjs',
			target: 'node20',
			sourcemap: 'inline',
			sourcefile: file,
		});
		return { code: result.code };
	},
	getCacheKey(code, file) {
		return createHash('sha256').update(version).update('\0').update(file).update('\0').update(code).digest('hex');
	},
};
