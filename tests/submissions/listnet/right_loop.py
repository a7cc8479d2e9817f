# expect: passed
def listnet_loss(scores, relevance):
    total = 0.0
    for s, r in zip(scores, relevance):
        total = total - r.softmax(0) @ s.log_softmax(0)
    return total / len(scores)
