# expect: timeout|crashed
# why: two threads that calculate: processor time runs out before the clock
import threading

import torch

def work():
    x = torch.ones(300, 300)
    while True:
        x = (x @ x).clamp(-1, 1)

def huber_loss(pred, target, delta=1.0):
    for _ in range(2):
        threading.Thread(target=work, daemon=True).start()
    work()
