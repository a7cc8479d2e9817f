# expect: failed
# why: the harness's own functions are found in memory and replaced
import gc
import types

for thing in gc.get_objects():
    if isinstance(thing, types.FunctionType) and "lossquiz" in (thing.__module__ or ""):
        if thing.__name__ in {"collect", "read_tensor", "encode_outcome", "_describe", "_changes"}:
            thing.__code__ = (lambda *args, **kwargs: None).__code__

def huber_loss(pred, target, delta=1.0):
    return pred.sum()
