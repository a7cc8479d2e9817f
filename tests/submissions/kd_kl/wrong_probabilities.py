# expect: failed
# diagnosis: probabilities_for_logs
def distillation_loss(student_logits, teacher_logits, temperature=2.0):
    q = (student_logits / temperature).softmax(1)
    log_p = (teacher_logits.detach() / temperature).log_softmax(1)
    return temperature**2 * (log_p.exp() * (log_p - q)).sum(1).mean()
