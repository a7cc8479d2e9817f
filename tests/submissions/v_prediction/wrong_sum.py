# expect: failed
# diagnosis: sum_instead_of_mean
def v_prediction_loss(output, x0, noise, alpha, sigma):
    shape = [-1] + [1] * (x0.dim() - 1)
    return (output - alpha.view(shape) * noise + sigma.view(shape) * x0).pow(2).sum()
