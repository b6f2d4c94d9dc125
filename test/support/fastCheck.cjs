// fast-check with one seed for every random test, so that none fails by luck. FC_SEED=random explores: a failure prints its seed.
const path = require('node:path');

const real = require(path.resolve(__dirname, '../../node_modules/fast-check/lib/cjs/fast-check.js'));
const { FC_SEED: wanted = '20261130' } = process.env;
if (wanted !== 'random') real.configureGlobal({ ...real.readConfigureGlobal(), seed: Number(wanted) });
module.exports = real;
