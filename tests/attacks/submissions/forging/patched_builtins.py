# expect: crashed|error
# why: the built-ins that the harness uses lie
import builtins

for name in ("isinstance", "issubclass", "all", "any", "callable"):
    setattr(builtins, name, lambda *args: True)
builtins.len = lambda thing: 0
builtins.zip = lambda *args, **kwargs: iter(())
builtins.enumerate = lambda *args: iter(())
builtins.tuple = lambda *args: ()

def huber_loss(pred, target, delta=1.0):
    return pred.sum()
