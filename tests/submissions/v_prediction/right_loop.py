# expect: passed
def v_prediction_loss(output, x0, noise, alpha, sigma):
    total = output.new_zeros(())
    for out, x, e, a, s in zip(output, x0, noise, alpha, sigma):
        total = total + (out - a * e + s * x).pow(2).mean()
    return total / len(output)
