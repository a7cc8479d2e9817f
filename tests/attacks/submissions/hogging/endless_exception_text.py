# expect: timeout
# why: an exception whose text is never finished
class Endless(Exception):
    def __str__(self):
        while True:
            pass

def huber_loss(pred, target, delta=1.0):
    raise Endless
