# expect: crashed|error
# why: a trace function rewrites the harness's locals
import sys

def trace(frame, event, argument):
    for name in list(frame.f_locals):
        if name in {"outcome", "done", "mutated", "problem", "value"}:
            frame.f_locals[name] = None
    return trace

sys.settrace(trace)
sys.setprofile(trace)

def huber_loss(pred, target, delta=1.0):
    sys._getframe().f_back.f_trace = trace
    return pred.sum()
