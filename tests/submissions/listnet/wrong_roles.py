# expect: failed
# diagnosis: roles_exchanged
def listnet_loss(scores, relevance):
    return -(scores.softmax(1) * relevance.log_softmax(1)).sum() / len(scores)
