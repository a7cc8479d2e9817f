# expect: error|crashed
# why: an exception whose text, name and traceback raise
class Trap(Exception):
    def __str__(self): raise Trap
    def __repr__(self): raise Trap
    def __getattribute__(self, name): raise Trap

def huber_loss(pred, target, delta=1.0):
    raise Trap
