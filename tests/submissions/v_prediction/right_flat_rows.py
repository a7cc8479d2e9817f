# expect: passed
def v_prediction_loss(output, x0, noise, alpha, sigma):
    out, x, e = (t.flatten(1) for t in (output, x0, noise))
    error = out + sigma[:, None] * x - alpha[:, None] * e
    return error.pow(2).mean(dim=1).mean()
