# expect: failed
# diagnosis: batch_reduction
def listnet_loss(scores, relevance):
    t = relevance.reshape(-1).softmax(0)
    return -(t * scores.reshape(-1).log_softmax(0)).sum()
