# expect: passed
def cross_entropy_backward(logits, target):
    g = logits.clone()
    g.sub_(g.amax(dim=1, keepdim=True)).exp_()
    g.div_(g.sum(dim=1, keepdim=True))
    g[range(len(g)), target] -= 1.0
    return g.div_(len(g))
