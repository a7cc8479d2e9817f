# expect: passed
from torch.nn.functional import logsigmoid


def negative_sampling_loss(center, context, negatives):
    total = 0.0
    for c, o, drawn in zip(center, context, negatives):
        total = total - logsigmoid(c.dot(o))
        for n in drawn:
            total = total - logsigmoid(-c.dot(n))
    return total / len(center)
