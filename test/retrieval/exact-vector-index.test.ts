import { createExactVectorIndex } from '../../src/retrieval/exact-vector-index.js';
import { behavesLikeVectorIndex } from '../conformance/vector-index.js';

behavesLikeVectorIndex('exact', createExactVectorIndex);
