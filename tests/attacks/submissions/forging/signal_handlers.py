# expect: failed
# why: handlers and alarms change nothing of what is compared
import torch


def right(pred, target, delta):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()


import signal

for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM, signal.SIGPIPE, signal.SIGXCPU, signal.SIGCHLD):
    signal.signal(number, lambda *args: None)
try:
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
except OSError:
    pass

def huber_loss(pred, target, delta=1.0):
    return right(pred, target, delta) * 1.01
