# expect: failed
def listnet_loss(scores, relevance):
    return (scores.softmax(1) - relevance.softmax(1)).square().sum(1).mean()
